using System.Text.RegularExpressions;
using Analytics.Tests.Servers;

namespace Ingest.Api.Tests.Security;

/// <summary>The table in deploy/SECURITY.md names the tests that show what it says: they must be there.</summary>
public sealed partial class SecurityDocumentTests
{
    static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "SECURITY.md"));

    [Fact]
    public void All_ten_risks_have_a_line() => Assert.All(Enumerable.Range(1, 10), risk => Assert.Contains($"| API{risk} ", Document, StringComparison.Ordinal));

    [Fact]
    public void Every_test_that_it_names_is_there()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var named = TestName().Matches(Document).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).ToList();
        Assert.True(named.Count > 20);
        Assert.All(named, test => Assert.Contains(sources[test.Class], source => source.Contains($" {test.Method}", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"`(\w+Tests)(?:\.(\w+))?`")]
    private static partial Regex TestName();
}
