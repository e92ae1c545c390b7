namespace Analytics.EndToEnd.Tests.OpenApi;

/// <summary>How to get one answer that the document names: with which key (empty: none), at which address, with which body.</summary>
sealed record DocumentedAnswer(string Key, string Target, string? Body = null, string ContentType = "application/json");
