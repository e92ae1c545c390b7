using Ingest.Api.Exports;

namespace Ingest.Api.Tests.Exports;

public sealed class ExportNameTests
{
    [Theory]
    [InlineData("acc_123", "acc_123")]
    [InlineData("App-vNext/Polly", "App-vNext_Polly")]
    [InlineData("../../etc/passwd", "______etc_passwd")]
    [InlineData("a\"; filename=\"b.exe\r\nX: y", "a___filename__b_exe__X__y")]
    [InlineData("ü🙂", "___")]
    public void Nothing_but_letters_digits_and_strokes_comes_into_the_name(string account, string safe) =>
        Assert.Equal($"events-{safe}-20260201T120000Z.csv", ExportName.Of(account, new(2026, 2, 1, 13, 0, 0, TimeSpan.FromHours(1)), "csv"));

    [Fact]
    public void A_long_account_id_is_cut() => Assert.True(ExportName.Of(new('a', 200), default, "ndjson").Length < 100);
}
