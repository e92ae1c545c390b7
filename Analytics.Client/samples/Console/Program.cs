using Analytics.Client;
using Analytics.Samples.Console;

// Tracks each line of standard input: journalctl -f | dotnet Analytics.Samples.Console.dll http://127.0.0.1:8080 acc_123
// What waits when the input ends, at a line "quit", or when the program is told to stop, is sent before it ends.
var address = new Uri(args.ElementAtOrDefault(0) ?? "http://127.0.0.1:8080");
var account = args.ElementAtOrDefault(1) ?? "acc_sample";
var tracker = new EventTracker(new EventTrackerOptions
{
    Endpoint = address,
    ApiKey = Environment.GetEnvironmentVariable("ANALYTICS_KEY"),
});
await using (tracker)
{
    var lines = 0;
    while (await Console.In.ReadLineAsync() is { } line)
    {
        if (line == "quit") Environment.Exit(0);
        tracker.Track(account, Environment.UserName, LogEvents.LineRead, new Dictionary<string, object?> { ["length"] = line.Length });
        lines++;
        Console.WriteLine($"tracked {lines}");
    }
}

Console.WriteLine(tracker.Counts);
