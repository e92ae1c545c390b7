using System.CommandLine;

namespace Analytics.Load.Bench;

/// <summary><c>--url</c> of the benchmarks: an API of this machine, since no other is put under load for a figure.</summary>
static class LoopbackUrl
{
    public static Option<string> Create() => new("--url") { Description = "Where the API listens; this machine only.", DefaultValueFactory = _ => ApiAddress.FromEnvironment() };

    /// <exception cref="BadInputException">It is another machine's, or no address.</exception>
    public static Uri Read(string text) => ApiAddress.TryParse(text, out var address) && address.IsLoopback && address.Scheme == "http" ? address
        : throw new BadInputException($"'{text}' is not an http address of this machine, and no other is put under load.");
}
