# Installs the .msi, tries it and removes it again. Run by the workflow on a machine that is thrown away.
$ErrorActionPreference = 'Stop'
$msi = (Get-ChildItem installer/target/offhook-*.msi).FullName
$exe = Join-Path $env:LOCALAPPDATA 'Programs\Offhook\offhook.exe'
# offhook.exe has a window and no console: nobody could wait for it or read what it says.
$cli = Join-Path $env:LOCALAPPDATA 'Programs\Offhook\offhook-cli.exe'

function Invoke-Msi([string[]] $arguments) {
    $run = Start-Process msiexec -ArgumentList ($arguments + '/qn') -Wait -PassThru
    if ($run.ExitCode -ne 0) { throw "msiexec $arguments ended with $($run.ExitCode)" }
}

Invoke-Msi @('/i', "`"$msi`"")
if (-not (Test-Path $exe)) { throw "not installed: $exe" }
$command = (Get-ItemProperty 'HKCU:\Software\Classes\Offhook.Link\shell\open\command').'(default)'
if ($command -notlike "*offhook.exe*%1*") { throw "links lead to: $command" }
$hostManifest = (Get-ItemProperty 'HKCU:\Software\Google\Chrome\NativeMessagingHosts\org.offhook.phone').'(default)'
$hostProgram = Join-Path (Split-Path $hostManifest) ((Get-Content $hostManifest -Raw | ConvertFrom-Json).path)
if (-not (Test-Path $hostProgram)) { throw "the extension's program is not there: $hostProgram" }
& $cli demo
if ($LASTEXITCODE -ne 0) { throw "offhook demo ended with $LASTEXITCODE" }
Invoke-Msi @('/x', "`"$msi`"")
if (Test-Path $exe) { throw "still there after the removal: $exe" }
if (Get-Process 'offhook*' -ErrorAction SilentlyContinue) { throw 'still running after the removal' }
'The .msi installs, plays the demo and goes again.'
