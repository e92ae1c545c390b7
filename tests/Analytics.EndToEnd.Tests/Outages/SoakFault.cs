namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>Something that may go wrong, and how it ends. Two faults of one target never meet.</summary>
/// <param name="Name">For the record of a run.</param>
/// <param name="Target">What it happens to.</param>
/// <param name="LastsAtMost">Longest time from its beginning to its end.</param>
/// <param name="BeginAsync">Makes it go wrong.</param>
/// <param name="EndAsync">Ends the cause, and does nothing for the rest to recover.</param>
sealed record SoakFault(string Name, string Target, TimeSpan LastsAtMost, Func<Task> BeginAsync, Func<Task> EndAsync);
