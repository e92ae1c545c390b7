namespace Ingest.Api.Accounts;

/// <summary>Answer of <c>GET /accounts</c>. <see cref="Complete"/> says that no other account would be found.</summary>
sealed record AccountsAnswer(IReadOnlyList<string> AccountIds, bool Complete);
