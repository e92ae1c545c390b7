using Analytics.Data.Selections;
using Ingest.Api.Parameters;

namespace Ingest.Api.Tests.Parameters;

public sealed class SelectionParametersTests
{
    static DateTimeOffset Utc(int year, int month = 1, int day = 1) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "last_24h")]
    [InlineData("window=last_90d", "last_90d")]
    public void A_window_is_read(string query, string window) =>
        Assert.Equal(window, SelectionParameters.WindowOrRange(new ParameterReader(query), "a")!.Window!.Name);

    [Fact]
    public void A_range_is_read_and_its_end_is_not_in_it()
    {
        var request = SelectionParameters.WindowOrRange(new ParameterReader("from=2026-01-01&to=2026-01-02T00:00:00Z"), "a")!;
        Assert.Null(request.Window);
        Assert.Equal(new SelectedEvents("a", Utc(2026), Utc(2026, 1, 2)), request.At(default));
    }

    [Theory]
    [InlineData("window=last_1h", "window")]
    [InlineData("window=", "window")]
    [InlineData("window=LAST_24H", "window")]
    [InlineData("window=last_24h&window=last_24h", "window")]
    [InlineData("window=last_24h&from=2026-01-01&to=2026-01-02", "window")]
    [InlineData("from=2026-01-01", "to")]
    [InlineData("to=2026-01-01", "from")]
    [InlineData("from=2026-01-01&to=2026-01-01", "from")]
    [InlineData("from=2026-01-02&to=2026-01-01", "from")]
    [InlineData("from=2026-01-01T00:00:00.0000001Z&to=2026-01-01T00:00:00.0000002Z", "from")]
    [InlineData("from=2026-01-01T00:00:00&to=2026-01-02", "from")]
    [InlineData("from=2026-01-01&to=later", "to")]
    [InlineData("from=1999-12-31&to=2026-01-01", "from")]
    [InlineData("from=2026-01-01&to=2101-01-02", "to")]
    [InlineData("from=2026-01-01&to=9999-12-31T23:59:59.9999999Z", "to")]
    [InlineData("from=2000-01-01&to=2100-12-31", "to")]
    public void What_is_wrong_is_named(string query, string parameter)
    {
        var parameters = new ParameterReader(query);
        Assert.Null(SelectionParameters.WindowOrRange(parameters, "a"));
        Assert.Equal(parameter, parameters.Fault!.Parameter);
    }

    [Fact]
    public void The_end_of_an_inclusive_range_is_in_it()
    {
        var end = new DateTimeOffset(2024, 1, 31, 23, 59, 59, 999, TimeSpan.Zero);
        var request = SelectionParameters.InclusiveRange(new ParameterReader("from=2024-01-01T00:00:00.000Z&to=2024-01-31T23:59:59.999Z"))!;
        Assert.Equal(new SelectedEvents(null, Utc(2024), end.AddMicroseconds(1)), request.At(default));
        request = SelectionParameters.InclusiveRange(new ParameterReader("from=2024-01-01&to=2024-01-01T00:00:00.0000015Z&account_id=a%2Fb"))!;
        Assert.Equal(new SelectedEvents("a/b", Utc(2024), Utc(2024).AddMicroseconds(2)), request.At(default));
        Assert.NotNull(SelectionParameters.InclusiveRange(new ParameterReader("from=2024-01-01&to=2024-01-01")));
        Assert.NotNull(SelectionParameters.InclusiveRange(new ParameterReader("from=2100-01-01&to=2100-12-31T23:59:59.999999Z")));
    }

    [Theory]
    [InlineData("", "from")]
    [InlineData("from=2024-01-01", "to")]
    [InlineData("from=2024-01-02&to=2024-01-01", "from")]
    [InlineData("from=2024-01-01&to=9999-12-31T23:59:59.9999999Z", "to")]
    [InlineData("from=2024-01-01&to=2024-01-02&account_id=", "account_id")]
    public void What_is_wrong_with_an_inclusive_range_is_named(string query, string parameter)
    {
        var parameters = new ParameterReader(query);
        Assert.Null(SelectionParameters.InclusiveRange(parameters));
        Assert.Equal(parameter, parameters.Fault!.Parameter);
    }
}
