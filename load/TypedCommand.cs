using System.CommandLine;
using System.CommandLine.Parsing;

namespace Analytics.Load;

/// <summary>What was typed, for reports, which are printed and kept where others read them: without the API key.</summary>
static class TypedCommand
{
    public static string Of(ParseResult parsed) => string.Join(' ', Words(parsed.Tokens).Prepend("./dev"));

    static IEnumerable<string> Words(IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] is { Type: TokenType.Option, Value: ApiKeyOption.Name }) i++; // and the key behind it
            else yield return tokens[i].Value;
        }
    }
}
