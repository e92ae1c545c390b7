using System.CommandLine;

namespace Analytics.Load.Bench;

/// <summary>
/// <c>empty-endpoint</c>, hidden: a minimal API whose <c>POST /events</c> answers 202 and reads nothing, and which has a GET that answers 200. It is the speed that
/// the web server alone allows, which the benchmark holds ours against. Ends when its input ends, so that it never outlives
/// the benchmark that started it, however that ends.
/// </summary>
static class EmptyEndpointCommand
{
    public const string Name = "empty-endpoint";

    /// <summary>Answers 200 with no body.</summary>
    public const string GetPath = "/summary";

    /// <summary>Printed, followed by the address, as soon as it listens.</summary>
    public const string ListeningPrefix = "listening: ";

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { DefaultValueFactory = _ => "http://127.0.0.1:0" };
        var command = new Command(Name, $"Answers 202 to POST /events and 200 to GET {GetPath} and does nothing, until its input ends.") { urls };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var app = Build(parsed.GetValue(urls)!);
            await app.StartAsync(cancellation);
            await Console.Out.WriteLineAsync(ListeningPrefix + app.Urls.First());
            await Console.In.ReadToEndAsync(cancellation);
            await app.StopAsync(cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    static WebApplication Build(string urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        var app = builder.Build();
        app.MapPost("/events", () => TypedResults.StatusCode(StatusCodes.Status202Accepted));
        app.MapGet(GetPath, () => TypedResults.StatusCode(StatusCodes.Status200OK));
        return app;
    }
}
