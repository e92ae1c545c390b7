namespace Ingest.Api.Parameters;

/// <summary>Which parameter is wrong, and what would be right.</summary>
sealed record BadParameter(string Parameter, string Detail);
