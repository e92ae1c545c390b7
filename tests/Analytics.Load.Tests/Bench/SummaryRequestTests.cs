using System.Text;
using Analytics.Load.Bench;

namespace Analytics.Load.Tests.Bench;

public class SummaryRequestTests
{
    static readonly Uri Api = new("http://127.0.0.1:8080");

    [Fact]
    public void A_question_is_a_whole_request_without_a_body() => Assert.Equal(
        "GET /accounts/acc_1/summary?window=last_7d HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", Encoding.ASCII.GetString(SummaryRequest.LastWeek(Api, "acc_1", key: null)));

    [Fact]
    public void The_key_goes_along_where_there_is_one() => Assert.Contains(
        $"\r\n{ApiKeyOption.Header}: ak_1\r\n", Encoding.ASCII.GetString(SummaryRequest.LastWeek(Api, "acc_1", "ak_1")), StringComparison.Ordinal);
}
