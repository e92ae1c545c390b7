using Analytics.Data.Accounts;

namespace Analytics.Data.Tests.Accounts;

public sealed class ApiKeyTextTests
{
    [Fact]
    public void A_new_key_reads_back_as_itself_and_is_never_the_same()
    {
        var keys = Enumerable.Range(0, 1_000).Select(_ => ApiKeyText.New()).ToList();
        Assert.All(keys, key => Assert.True(ApiKeyText.TryParse(key.Reveal(), out var read) && read == key));
        Assert.Equal(1_000, keys.Select(key => key.Prefix).Distinct().Count());
        Assert.Equal(1_000, keys.Select(key => key.Secret).Distinct().Count());
    }

    [Fact]
    public void A_secret_has_more_than_128_random_bits() => Assert.True(ApiKeyText.SecretLength * Math.Log2(62) > 128);

    [Fact]
    public void What_is_kept_of_a_secret_is_its_SHA_256() => Assert.Equal(
        "861009ec4d599fab1f40abc76e6f89880cff5833c79c548c99f9045f191cd90b",
        Convert.ToHexStringLower(new ApiKeyText("abcdefghijkl", "01234567890123456789012345678901").SecretHash()));

    [Fact]
    public void What_is_logged_by_accident_does_not_hold_the_secret()
    {
        var key = ApiKeyText.New();
        Assert.DoesNotContain(key.Secret, $"{key}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ak_")]
    [InlineData("ak_abcdefghijkl_")]
    [InlineData("ak_abcdefghijkl_0123456789012345678901234567890")] // one short
    [InlineData("ak_abcdefghijkl_012345678901234567890123456789012")] // one long
    [InlineData("ak_abcdefghijkl-01234567890123456789012345678901")]
    [InlineData("AK_abcdefghijkl_01234567890123456789012345678901")]
    [InlineData("ak_abcdefghijk'_01234567890123456789012345678901")]
    [InlineData("ak_abcdefghijkl_0123456789012345678901234567890é")]
    [InlineData("ak_abcdefghijkl_0123456789012345678901234567890 ")]
    public void What_is_no_key_is_refused(string text) => Assert.False(ApiKeyText.TryParse(text, out _));
}
