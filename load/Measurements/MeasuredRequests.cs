using Analytics.Load.Runs;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Analytics.Load.Measurements;

/// <summary>The frame around every request of a scenario, with either engine: the limit, the measuring, and the end when the user wants it.</summary>
sealed class MeasuredRequests(Timeline timeline, InFlightLimit limit, TimeProvider clock, CancellationToken ending)
{
    /// <summary>What the engines are told of a request that the user's wish to end came before; it is no finding.</summary>
    public const string Interrupted = "interrupted";

    const string NotSent = "in_flight_limit";

    /// <summary>Sends one request and says how it went.</summary>
    public async Task<IResponse> RunAsync(IScenarioContext context, Func<Task<LoadAnswer>> send)
    {
        if (ending.IsCancellationRequested)
        {
            context.StopCurrentTest("Interrupted.");
            return Response.Fail(statusCode: Interrupted);
        }

        var from = context is IPlannedStart planned ? planned.PlannedAt : clock.GetTimestamp();
        timeline.Begin(from);
        if (!limit.TryEnter())
        {
            timeline.Add(clock.GetElapsedTime(from), isOk: false);
            return Response.Fail(statusCode: NotSent, message: "Too many requests were under way; this one was not sent.");
        }

        LoadAnswer answer;
        try
        {
            answer = await send();
        }
        finally
        {
            limit.Leave();
        }

        timeline.Add(clock.GetElapsedTime(from), answer.IsOk);
        return answer.IsOk
            ? Response.Ok(statusCode: answer.Code, sizeBytes: answer.Bytes)
            : Response.Fail(statusCode: answer.Code, message: answer.Problem ?? "");
    }
}
