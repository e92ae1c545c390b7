using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>What the API answered, and how long it took to.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, string Body, TimeSpan Took)
{
    /// <summary>No answer takes longer, whatever is broken. Half a second is for the test's own machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(3.5);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Status} after {Took.TotalSeconds:0.00} s: {(Body.Length > 600 ? Body[..600] : Body)}");

    /// <summary>Fails, with the whole answer, unless the status is this and it came in time: that of <see cref="Limit"/>, unless it was asked to wait.</summary>
    public Answer Must(HttpStatusCode status, TimeSpan? within = null)
    {
        Assert.True(Status == status, $"Not {(int)status} but {this}");
        Assert.True(Took <= (within ?? Limit), $"Too late: {this}");
        return this;
    }

    /// <summary>Fails unless it is a problem of that status and code, in time.</summary>
    public JsonNode MustRefuse(HttpStatusCode status, string code, TimeSpan? within = null)
    {
        Must(status, within);
        Assert.Equal("application/problem+json", MediaType);
        var problem = Json;
        Assert.Equal((int)status, (int)problem["status"]!);
        Assert.Equal(code, (string?)problem["code"]);
        return problem;
    }
}
