package org.offhook.bridge.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.soundcheck.SoundCheckResult;
import org.offhook.core.soundcheck.SoundCheckView;

/** The sound devices of the machine and how trying them out stands. */
final class SoundJson {
    private SoundJson() {}

    static void sound(JsonGenerator json, PhoneSnapshot phone) throws IOException {
        json.writeObjectFieldStart("sound");
        devices(json, "microphones", AudioDevice.Kind.CAPTURE, phone);
        devices(json, "speakers", AudioDevice.Kind.PLAYOUT, phone);
        check(json, phone.soundCheck());
        json.writeEndObject();
    }

    private static void devices(JsonGenerator json, String field, AudioDevice.Kind kind, PhoneSnapshot phone)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (AudioDevice device : phone.audioDevices()) {
            if (device.kind() == kind) {
                json.writeStartObject();
                json.writeStringField("name", device.name());
                json.writeBooleanField("default", device.systemDefault());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void check(JsonGenerator json, SoundCheckView check) throws IOException {
        json.writeObjectFieldStart("check");
        json.writeStringField("phase", check.phase().name());
        if (check.phase() == SoundCheckView.Phase.LISTENING) {
            json.writeStringField("heard", check.heard().name());
        }
        if (check.last().isPresent()) {
            SoundCheckResult last = check.last().get();
            json.writeStringField("verdict", last.verdict().name());
            if (last.error().isPresent()) {
                EventJson.code(json, last.error().get());
            }
        }
        json.writeEndObject();
    }
}
