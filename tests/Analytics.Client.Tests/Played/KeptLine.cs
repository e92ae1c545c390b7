using Microsoft.Extensions.Logging;

namespace Analytics.Client.Tests.Played;

sealed record KeptLine(LogLevel Level, int Id, string Text, IReadOnlyDictionary<string, object?> Fields);
