using Ingest.Api.Problems;
using Ingest.Api.Requests;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Dashboard;

/// <summary>
/// The page for people, at <c>/</c>. Its files need no key: what they show is asked of the other routes, with the viewer's own. What
/// strangers sent is shown here, so the browser is told to run the page's own script and nothing else, whatever an event holds.
/// </summary>
static class DashboardApi
{
    const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    const string AskEachTime = "no-cache";
    const string Forever = "public, max-age=31536000, immutable";

    /// <summary><c>/</c> and <c>/dashboard/{file}</c>. No part of what programs are told of.</summary>
    public static IEndpointRouteBuilder MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", GetOrHead.Methods, Start).NeedsNoKey().ExcludeFromDescription();
        routes.MapMethods("/dashboard/{file}", GetOrHead.Methods, File).NeedsNoKey().ExcludeFromDescription();
        return routes;
    }

    static DashboardAnswer Start(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return new(DashboardFiles.Start, AskEachTime);
    }

    // The bundle's names are made of its content, such as main.FX2F732M.css.
    static Results<DashboardAnswer, ProblemHttpResult> File(string file) => DashboardFiles.Named(file) is { } found
        ? new DashboardAnswer(found, file.Count(letter => letter == '.') > 1 ? Forever : AskEachTime)
        : Problem.NotFound("The page has no such file; it may be an older page's. Load it again.");
}
