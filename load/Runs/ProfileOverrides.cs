namespace Analytics.Load.Runs;

/// <summary>What the command line changes of a profile; it is held to the same bounds.</summary>
static class ProfileOverrides
{
    /// <exception cref="ProfileException">A number is out of its bounds.</exception>
    public static LoadProfile Apply(LoadProfile profile, int? seconds, int? requestsPerMinute, int? eventsPerRequest, int? accounts)
    {
        var changed = profile with
        {
            Seconds = seconds ?? profile.Seconds,
            BurstSeconds = seconds ?? profile.BurstSeconds,
            RampSeconds = seconds is { } length ? Math.Min(profile.RampSeconds, length / 4) : profile.RampSeconds,
            RequestsPerMinute = requestsPerMinute ?? profile.RequestsPerMinute,
            EventsPerRequest = eventsPerRequest ?? profile.EventsPerRequest,
            Accounts = accounts ?? profile.Accounts,
        };
        if (changed.Search is { } search)
            changed = changed with { Search = search with { StepSeconds = seconds ?? search.StepSeconds, FirstRequestsPerMinute = requestsPerMinute ?? search.FirstRequestsPerMinute } };
        ProfileBounds.Check(changed);
        return changed;
    }
}
