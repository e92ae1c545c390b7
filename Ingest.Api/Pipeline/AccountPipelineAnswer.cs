using Analytics.Data.Ledger;

namespace Ingest.Api.Pipeline;

/// <summary>Answer of <c>GET /accounts/{account_id}/pipeline</c>: the account's own ledger.</summary>
sealed record AccountPipelineAnswer(string AccountId, long Received, long Stored, long Duplicates, long SetAside, long InFlight, bool Closed, DateTimeOffset AsOf)
{
    public static AccountPipelineAnswer Of(string accountId, LedgerBalance balance, DateTimeOffset asOf) => new(
        accountId, balance.Received, balance.Stored, balance.Duplicates, balance.SetAside, balance.InFlight, balance.InFlight == 0, asOf);
}
