using Analytics.Data.Accounts;
using Analytics.Data.Listing;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Listing;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;

namespace Ingest.Api.Exports;

/// <summary>
/// An account's events as a file, oldest first, streamed and of any size. Each line ends with a cursor: a download that was cut off
/// goes on after its last whole line with <c>cursor=</c>, and one that was whole can be continued the same way when more has come.
/// </summary>
static class ExportApi
{
    const int RetryAfterSeconds = 10;

    /// <summary>Adds what the routes need beside <see cref="ListingApi.AddListing"/>.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) => services.AddSingleton<ExportSlots>();

    /// <summary><c>/accounts/{account_id}/events.csv</c> and <c>.ndjson</c>.</summary>
    public static IEndpointRouteBuilder MapExports(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapReading();
        reading.MapGet("/accounts/{account_id}/events.csv", CsvAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Path);
        reading.MapGet("/accounts/{account_id}/events.ndjson", NdjsonAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Path);
        return routes;
    }

    static Task<IResult> CsvAsync(AccountInPath account, HttpContext http) => ExportAsync(account, http, new CsvFormat());

    static Task<IResult> NdjsonAsync(AccountInPath account, HttpContext http)
    {
        var format = new NdjsonFormat();
        http.Response.RegisterForDispose(format);
        return ExportAsync(account, http, format);
    }

    static async Task<IResult> ExportAsync(AccountInPath account, HttpContext http, IExportFormat format)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        var parameters = new ParameterReader(http.Request.QueryString.Value);
        var selection = SelectionParameters.ReadOrAllTime(parameters, accountId);
        var cursor = selection is null ? null : new EventCursor("export", selection);
        var after = cursor is null ? null : ListRequest.Place(parameters, cursor);
        if (parameters.Fault is { } fault) return Problem.BadParameter(fault);

        var services = http.RequestServices;
        if (services.GetRequiredService<ExportSlots>().TryTake(accountId) is not { } slot) return Problem.Busy(RetryAfterSeconds, "Other exports are running; ask again.");
        http.Response.RegisterForDispose(slot); // should the first page fail
        var clock = services.GetRequiredService<TimeProvider>();
        var now = clock.GetUtcNow();
        var reading = new ExportReading(services.GetRequiredService<PostgresEventList>(), selection!.At(now), cursor!, after, clock);
        var first = await reading.BeginAsync(http.RequestAborted);
        var name = ExportName.Of(accountId, now, format.Extension);
        return new ExportResult(
            reading, first, format, name, isResumed: after is not null, slot, services.GetRequiredService<KnownKeys>(), services.GetRequiredService<ILogger<ExportResult>>());
    }
}
