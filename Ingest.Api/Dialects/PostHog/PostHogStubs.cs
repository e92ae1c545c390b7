using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Dialects.PostHog;

/// <summary>
/// What PostHog's clients ask for beside sending, answered with nothing: no flags, no recording, no surveys, nothing more to
/// load. Without an answer they log errors, and the browser's waits to begin.
/// </summary>
static class PostHogStubs
{
    const string Json = "application/json; charset=utf-8";
    const int CacheSeconds = 300;

    /// <summary>Both generations of names in one: of what a client does not know it takes no notice.</summary>
    const string FlagsAnswer = """
        {"flags":{},"featureFlags":{},"featureFlagPayloads":{},"errorsWhileComputingFlags":false,"quotaLimited":[],"config":{"enable_collect_everything":false},"supportedCompression":["gzip","gzip-js"],"sessionRecording":false,"surveys":false,"siteApps":[],"toolbarParams":{},"isAuthenticated":false}
        """;

    const string ConfigAnswer = """
        {"supportedCompression":["gzip","gzip-js"],"hasFeatureFlags":false,"captureDeadClicks":false,"capturePerformance":false,"autocapture_opt_out":false,"autocaptureExceptions":false,"analytics":{"endpoint":"/i/v0/e/"},"elementsChainAsString":true,"errorTracking":{"autocaptureExceptions":false,"suppressionRules":[]},"heatmaps":false,"sessionRecording":false,"surveys":false,"productTours":false,"logs":{"captureConsoleLogs":false},"conversations":false,"defaultIdentifiedOnly":true,"siteApps":[],"toolbarParams":{},"isAuthenticated":false}
        """;

    public static ContentHttpResult Flags() => TypedResults.Content(FlagsAnswer, Json);

    public static ContentHttpResult Config(HttpResponse response)
    {
        response.Headers.CacheControl = $"public, max-age={CacheSeconds}";
        return TypedResults.Content(ConfigAnswer, Json);
    }

    /// <summary>The same as a script. The token is the caller's text: it goes into the script as a string that no text can end.</summary>
    public static ContentHttpResult ConfigScript(string token, HttpResponse response)
    {
        response.Headers.CacheControl = $"public, max-age={CacheSeconds}";
        return TypedResults.Content(
            $"(function(){{var c=window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{{}};c[\"{JsonEncodedText.Encode(token)}\"]={{config:{ConfigAnswer},siteApps:[]}};}})();",
            "text/javascript; charset=utf-8");
    }
}
