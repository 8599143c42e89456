package org.offhook.campaign.transfer;

import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.lead.DuplicateCheck;

/**
 * What is imported where.
 *
 * @param content digest of the file: it is known again by what is in it, not by its name
 * @param reading how the file's bytes become rows, in one line
 */
public record ImportPlan(String content, String reading, RowJudge judge, DuplicateCheck duplicates) {
    IdempotencyKey key() {
        return new IdempotencyKey("import leads", judge.listId() + " " + content);
    }

    String fingerprint() {
        return judge.mapping().fingerprint() + " " + duplicates + " "
                + judge.plan().rules() + " " + reading;
    }
}
