namespace Analytics.Client.Sending;

/// <summary>What became of one request.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Error">Short and for the log: status and code, or what the network said.</param>
/// <param name="RetryAfter">The pause the server asked for, if it did.</param>
/// <param name="Rejected">The events refused one by one.</param>
sealed record Answer(AnswerKind Kind, string Error, TimeSpan? RetryAfter, IReadOnlyList<RejectedEvent> Rejected);
