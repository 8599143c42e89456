package org.offhook.core.recording;

import org.offhook.core.error.ErrorCode;
import org.offhook.core.recording.RecordingEffect.CloseFile;
import org.offhook.core.recording.RecordingEffect.KeepOut;
import org.offhook.core.recording.RecordingEffect.OpenFile;
import org.offhook.core.recording.RecordingEffect.Refuse;
import org.offhook.core.recording.RecordingEffect.TellFault;
import org.offhook.core.recording.RecordingEffect.TellFinished;
import org.offhook.core.recording.RecordingInput.CallConnected;
import org.offhook.core.recording.RecordingInput.CallEnded;
import org.offhook.core.recording.RecordingInput.FileFailed;
import org.offhook.core.recording.RecordingInput.FileFinished;
import org.offhook.core.recording.RecordingInput.FileOpened;
import org.offhook.core.recording.RecordingInput.Ordered;
import org.offhook.core.recording.RecordingState.Awaiting;
import org.offhook.core.recording.RecordingState.AwaitingPaused;
import org.offhook.core.recording.RecordingState.Failed;
import org.offhook.core.recording.RecordingState.Idle;
import org.offhook.core.recording.RecordingState.Opening;
import org.offhook.core.recording.RecordingState.OpeningPaused;
import org.offhook.core.recording.RecordingState.Over;
import org.offhook.core.recording.RecordingState.Paused;
import org.offhook.core.recording.RecordingState.Running;
import org.offhook.core.recording.RecordingState.Unasked;

/**
 * Records a call from its answer to its end, or for the part that was asked for. Nothing of a recording ever ends or delays its call. A
 * pause that was asked for holds before the file is open, too; where nothing is recorded asking for one is refused, so that nobody
 * believes in a pause that is none.
 */
public final class RecordingMachine {
    private RecordingMachine() {}

    /** Pure: the same arguments give the same step. */
    public static RecordingStep step(RecordingState state, RecordingInput input) {
        return switch (input) {
            case Ordered(RecordingOrder order) ->
                switch (order) {
                    case START -> start(state);
                    case PAUSE -> pause(state);
                    case RESUME -> resume(state);
                    case STOP -> stop(state);
                };
            case CallConnected _ -> connected(state);
            case CallEnded _ -> ended(state);
            case FileOpened(String file) -> opened(state, file);
            case FileFailed failed -> failed(state, failed);
            case FileFinished(String file) -> RecordingStep.to(state, new TellFinished(file));
        };
    }

    private static RecordingStep start(RecordingState state) {
        return switch (state) {
            case Unasked _ -> RecordingStep.to(new Awaiting());
            case Idle _, Failed _ -> RecordingStep.to(new Opening(), new OpenFile());
            case AwaitingPaused _, OpeningPaused _, Paused _ -> resume(state);
            case Awaiting _, Opening _, Running _ -> RecordingStep.to(state);
            case Over _ -> refused(state, "the call is over");
        };
    }

    private static RecordingStep pause(RecordingState state) {
        return switch (state) {
            case Awaiting _ -> RecordingStep.to(new AwaitingPaused());
            case Opening _ -> RecordingStep.to(new OpeningPaused(), new KeepOut(true));
            case Running(String file) -> RecordingStep.to(new Paused(file), new KeepOut(true));
            case AwaitingPaused _, OpeningPaused _, Paused _ -> RecordingStep.to(state);
            case Unasked _, Idle _, Failed _ -> refused(state, "nothing is recorded now");
            case Over _ -> refused(state, "the call is over");
        };
    }

    private static RecordingStep resume(RecordingState state) {
        return switch (state) {
            case AwaitingPaused _ -> RecordingStep.to(new Awaiting());
            case OpeningPaused _ -> RecordingStep.to(new Opening(), new KeepOut(false));
            case Paused(String file) -> RecordingStep.to(new Running(file), new KeepOut(false));
            case Opening _, Running _ -> RecordingStep.to(state);
            case Unasked _, Awaiting _, Idle _, Failed _ -> refused(state, "nothing is recorded now");
            case Over _ -> refused(state, "the call is over");
        };
    }

    private static RecordingStep stop(RecordingState state) {
        return switch (state) {
            case Awaiting _, AwaitingPaused _ -> RecordingStep.to(new Unasked());
            case Opening _, OpeningPaused _, Running _, Paused _ -> RecordingStep.to(new Idle(), new CloseFile());
            case Failed _ -> RecordingStep.to(new Idle());
            case Unasked _, Idle _ -> RecordingStep.to(state);
            case Over _ -> refused(state, "the call is over");
        };
    }

    private static RecordingStep refused(RecordingState state, String why) {
        return RecordingStep.to(state, new Refuse(ErrorCode.CALL_STATE_WRONG, why));
    }

    private static RecordingStep connected(RecordingState state) {
        return switch (state) {
            case Unasked _ -> RecordingStep.to(new Idle());
            case Awaiting _ -> RecordingStep.to(new Opening(), new OpenFile());
            case AwaitingPaused _ -> RecordingStep.to(new OpeningPaused(), new OpenFile(), new KeepOut(true));
            case Idle _, Opening _, OpeningPaused _, Running _, Paused _, Failed _, Over _ -> RecordingStep.to(state);
        };
    }

    private static RecordingStep ended(RecordingState state) {
        return switch (state) {
            case Opening _, OpeningPaused _, Running _, Paused _ -> RecordingStep.to(new Over(), new CloseFile());
            case Unasked _, Awaiting _, AwaitingPaused _, Idle _, Failed _, Over _ -> RecordingStep.to(new Over());
        };
    }

    /** A file that opens after its recording was ended is closed by whoever writes it. */
    private static RecordingStep opened(RecordingState state, String file) {
        return switch (state) {
            case Opening _ -> RecordingStep.to(new Running(file));
            case OpeningPaused _ -> RecordingStep.to(new Paused(file));
            case Unasked _, Awaiting _, AwaitingPaused _, Idle _, Running _, Paused _, Failed _, Over _ ->
                RecordingStep.to(state);
        };
    }

    private static RecordingStep failed(RecordingState state, FileFailed what) {
        TellFault fault = new TellFault(what.error(), what.detail());
        return switch (state) {
            case Opening _, OpeningPaused _, Running _, Paused _ ->
                RecordingStep.to(new Failed(what.error()), new CloseFile(), fault);
            case Unasked _, Awaiting _, AwaitingPaused _, Idle _, Failed _, Over _ -> RecordingStep.to(state, fault);
        };
    }
}
