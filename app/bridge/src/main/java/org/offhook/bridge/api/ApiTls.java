package org.offhook.bridge.api;

import java.nio.file.Path;
import org.offhook.core.account.Secret;

/** The listener's certificate and key: a PKCS #12 file. */
public record ApiTls(Path keyStore, Secret password) {}
