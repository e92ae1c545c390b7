using Analytics.Load.Events;
using Analytics.Load.Measurements;
using NBomber.Contracts;

namespace Analytics.Load.Runs;

/// <summary>
/// What the scenarios of one run share: its accounts, its way to the API, its measurements, the limit on what is under way.
/// </summary>
sealed class LoadRun
{
    readonly MeasuredRequests recording, reading;
    readonly TimeProvider clock;
    readonly CancellationToken cancellation;

    /// <param name="profile">What to do.</param>
    /// <param name="api">Whom to do it to.</param>
    /// <param name="name">A name that no other run has.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="cancellation">Ends it, with what is under way.</param>
    /// <param name="ending">No further request is to be sent.</param>
    public LoadRun(LoadProfile profile, LoadApi api, string name, TimeProvider clock, CancellationToken cancellation, CancellationToken ending = default)
    {
        (Profile, Api, Name, this.clock, this.cancellation) = (profile, api, name, clock, cancellation);
        MadeAt = clock.GetUtcNow();
        Events = new RunEvents(name, profile.Accounts, profile.Users, clock);
        UnderWay = new InFlightLimit(profile.InFlightLimit);
        Recorded = new Timeline("record_events", profile.Length, clock);
        Read = new Timeline("read_summaries", profile.Length, clock);
        recording = new MeasuredRequests(Recorded, UnderWay, clock, ending);
        reading = new MeasuredRequests(Read, UnderWay, clock, ending);
    }

    public LoadProfile Profile { get; }

    public LoadApi Api { get; }

    public string Name { get; }

    public DateTimeOffset MadeAt { get; }

    public RunEvents Events { get; }

    public InFlightLimit UnderWay { get; }

    /// <summary>Requests that post events.</summary>
    public Timeline Recorded { get; }

    /// <summary>Requests that ask for summaries.</summary>
    public Timeline Read { get; }

    /// <summary>The load's planned time has passed, and all that it sent has its answer.</summary>
    public bool IsOver => UnderWay.UnderWay == 0 && Began is { } began && clock.GetElapsedTime(began) >= Profile.Length;

    /// <summary>From the first request's intended start to the last answer.</summary>
    public TimeSpan Took => Began is { } began ? clock.GetElapsedTime(began, Courses.Max(course => course.LastAt)) : TimeSpan.Zero;

    long? Began => Courses.Min(course => (long?)course.Began);

    IEnumerable<(long Began, long LastAt)> Courses => ((Timeline[])[Recorded, Read]).Select(timeline => timeline.Course).OfType<(long, long)>();

    /// <summary>Posts so many new events in one request.</summary>
    public Task<IResponse> RecordAsync(IScenarioContext context, int events, double firstAccountShare = 0) =>
        recording.RunAsync(context, () => Api.RecordAsync(EventsJson.Body(Events.Make(events, firstAccountShare)), events, cancellation));

    /// <summary>Asks for a page.</summary>
    public Task<IResponse> ReadAsync(IScenarioContext context, string path) =>
        reading.RunAsync(context, () => Api.ReadAsync(path, cancellation));

    /// <summary>Gives the accounts a week of events, so that there is something to summarise; not measured.</summary>
    /// <exception cref="LoadFailedException">They were not taken.</exception>
    public async Task FillAsync(int events, CancellationToken stop)
    {
        const int Request = 1_000;
        for (var left = events; left > 0; left -= Request)
        {
            var count = Math.Min(left, Request);
            var answer = await Api.RecordAsync(EventsJson.Body(Events.Make(count, back: TimeSpan.FromDays(7))), count, stop);
            if (!answer.IsOk) throw new LoadFailedException($"The events to read were not taken: {answer.Code} {answer.Problem}");
        }
    }
}
