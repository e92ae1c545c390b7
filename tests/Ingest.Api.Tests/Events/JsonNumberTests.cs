using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class JsonNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0.000000000000000000000000000001")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1e308")]
    [InlineData("-1.7976931348623157E+308")]
    [InlineData("1e-400")]
    [InlineData("0e400")]
    [InlineData("1e0000000000000000005")]
    public void What_both_postgresql_and_a_double_can_hold_may_stand(string number) =>
        Assert.Equal(RejectionReason.None, JsonNumber.Check(Some.Utf8(number)));

    [Theory]
    [InlineData("1e309")]
    [InlineData("-1e400")]
    [InlineData("1e131073")]
    [InlineData("0e-20000")]
    [InlineData("1e-401")]
    [InlineData("0e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("1e-2147483648")]
    public void What_one_of_them_cannot_hold_is_out_of_range(string number) =>
        Assert.Equal(RejectionReason.NumberOutOfRange, JsonNumber.Check(Some.Utf8(number)));

    [Fact]
    public void Digits_count_too()
    {
        Assert.Equal(RejectionReason.None, JsonNumber.Check(Some.Utf8("0." + new string('3', 398))));
        Assert.Equal(RejectionReason.NumberTooLong, JsonNumber.Check(Some.Utf8("0." + new string('3', 399))));
        Assert.Equal(RejectionReason.None, JsonNumber.Check(Some.Utf8(new string('9', 308))));
        Assert.Equal(RejectionReason.NumberOutOfRange, JsonNumber.Check(Some.Utf8(new string('9', 309))));
    }
}
