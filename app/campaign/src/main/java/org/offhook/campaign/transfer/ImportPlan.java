package org.offhook.campaign.transfer;

import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.lead.DuplicateCheck;

/**
 * What is imported where.
 *
 * @param content digest of the file: it is known again by what is in it, not by its name
 */
public record ImportPlan(String content, RowJudge judge, DuplicateCheck duplicates) {
    IdempotencyKey key() {
        return new IdempotencyKey("import leads", judge.listId() + " " + content);
    }

    String fingerprint() {
        return judge.mapping().fingerprint() + " " + duplicates;
    }
}
