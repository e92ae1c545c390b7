using System.Text.Json.Serialization;

namespace Ingest.Api.Accounts;

/// <summary>Answer of <c>GET /accounts/sample</c>.</summary>
sealed record AccountSampleAnswer([property: JsonPropertyName("account_ids")] IReadOnlyList<string> AccountIds);
