namespace Analytics.Load.Runs;

/// <summary>What the numbers of a profile may be.</summary>
static class ProfileBounds
{
    /// <exception cref="ProfileException">One is out of its bounds.</exception>
    public static void Check(LoadProfile profile)
    {
        Within("requests_per_minute", profile.RequestsPerMinute, 0, 1_200_000);
        Within("seconds", profile.Seconds, 1, 7 * 86_400);
        Within("ramp_seconds", profile.RampSeconds, 0, profile.Seconds);
        Within("events_per_request", profile.EventsPerRequest, 1, 10_000);
        Within("accounts", profile.Accounts, 1, 500);
        Within("users", profile.Users, 1, 1_000_000);
        Within("in_flight_limit", profile.InFlightLimit, 1, 10_000);
        Within("burst_factor", profile.BurstFactor, 1, 100);
        Within("burst_seconds", profile.BurstSeconds, 1, 3_600);
        Within("copies", profile.Copies, 1, 256);
        if (profile.Search is { } search)
        {
            Within("search.first_requests_per_minute", search.FirstRequestsPerMinute, 60, 1_200_000);
            Within("search.requests_per_minute_limit", search.RequestsPerMinuteLimit, search.FirstRequestsPerMinute, 1_200_000);
            Within("search.step_seconds", search.StepSeconds, 2, 600);
            Within("search.p99_ms", search.P99Ms, 1, 60_000);
            Within("search.lag_p99_ms", search.LagP99Ms, 1, 60_000);
            Within("search.drain_seconds", search.DrainSeconds, 0.1, 3_600);
        }
        else if (profile.RequestsPerMinute == 0 && !profile.IsClosed)
        {
            throw Bad($"'requests_per_minute' must be said: {profile.Scenario} is an open model.");
        }

        void Within(string field, double value, double least, double most)
        {
            if (value < least || value > most) throw Bad($"'{field}' is {value}; it must be from {least} to {most}.");
        }

        ProfileException Bad(string problem) => new($"Profile '{profile.Name}': {problem}");
    }
}
