namespace Ingest.Api.Limits;

/// <summary>What a bucket said.</summary>
/// <param name="IsTaken">Whether the tokens are taken.</param>
/// <param name="Limit">How many it holds when full.</param>
/// <param name="Remaining">How many are left now; 0 in debt.</param>
/// <param name="ResetSeconds">Until it is full again.</param>
/// <param name="RetryAfterSeconds">Until as many as were wanted can be taken; 0 when they were.</param>
readonly record struct BucketAnswer(bool IsTaken, int Limit, int Remaining, int ResetSeconds, int RetryAfterSeconds);
