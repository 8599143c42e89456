package org.offhook.bridge.api;

import java.util.List;
import java.util.Set;

/**
 * One source document: its paths and what they do. The listener has settled everything else before {@link #handle} is called: names of
 * the host, browsers, sizes, the parameters' encoding, and who calls.
 *
 * <p>Both methods run on virtual threads, many at once, and may block on the store. What they throw of
 * {@link org.offhook.campaign.store.StoreException} becomes a coded {@link #refused} answer.
 */
public interface ApiProfile {
    /** As settings call it, such as {@code elision-api}. */
    String name();

    List<ApiPath> paths();

    ApiAccess access();

    default ParameterNames parameterNames() {
        return ParameterNames.EXACT;
    }

    /** Parameters that may be larger than memory: read by {@link ApiParameters#large}, never by {@code text}. */
    default Set<String> largeParameters() {
        return Set.of();
    }

    /** Does what is asked. The answer is given after the commit. */
    ApiAnswer handle(ApiRequest request);

    /**
     * The answer to a request that never got to {@link #handle}, or failed there, in the profile's own envelope.
     *
     * @param request with as many parameters as could be read
     */
    ApiAnswer refused(ApiRequest request, ApiRefusal refusal);

    /** What the paths take and answer, for {@code /openapi.json}. */
    List<ApiOperation> operations();

    /** All that answers come in, without charset. */
    default Set<String> mediaTypes() {
        return Set.of(ApiAnswer.JSON);
    }

    /** Whether letter case of parameter names matters. */
    enum ParameterNames {
        EXACT,
        ANY_CASE
    }
}
