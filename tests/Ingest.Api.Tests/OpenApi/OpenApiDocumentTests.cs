using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Analytics.Contracts;
using Analytics.Data.Accounts;
using Ingest.Api.Events;
using Ingest.Api.OpenApi;
using Ingest.Api.Security;
using Ingest.Api.Tests.Hosts;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Api.Tests.OpenApi;

/// <summary>The document against the routes that there are; against what they answer it is walked in the whole system's tests.</summary>
public sealed partial class OpenApiDocumentTests : IDisposable
{
    static readonly JsonObject Document = JsonNode.Parse(OpenApiDocument.Bytes)!.AsObject();

    readonly WholeApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public void Every_route_is_in_the_document_and_nothing_else_is() => Assert.Equal(
        api.Routes.Where(route => route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null).SelectMany(NamesOf).Order(StringComparer.Ordinal), Operations().Select(one => one.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_operation_asks_for_the_scope_that_its_route_asks_for()
    {
        var asked = api.Routes.SelectMany(route => NamesOf(route).Select(name => (name, scope: route.Metadata.GetRequiredMetadata<Access>().Scope))).ToDictionary(one => one.name, one => one.scope);
        foreach (var (name, operation) in Operations())
        {
            var scopes = operation["security"]!.AsArray().SelectMany(scheme => scheme!.AsObject()).Select(scheme => (string)scheme.Value![0]!).Distinct();
            Assert.Equal((name, string.Join(',', ApiKeyScopeNames.Of(asked[name]))), (name, string.Join(',', scopes)));
        }
    }

    [Fact]
    public void Each_operation_has_its_words_and_each_answer_an_example()
    {
        foreach (var (name, operation) in Operations())
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["summary"]), name);
            foreach (var (status, answer) in operation["responses"]!.AsObject().Where(answer => answer.Key != "304")) // without a body
            {
                var content = Resolved(answer!)["content"]!.AsObject().Single();
                Assert.True(content.Value!["example"] is not null && content.Value["schema"] is not null, $"{name} {status}");
            }
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = Reference().Matches(Document.ToJsonString()).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(Follow(reference)));
    }

    [Fact]
    public void Every_code_of_a_refusal_is_in_the_document_and_no_other_is() => Assert.Equal(
        Enum.GetValues<RejectionReason>().Where(reason => reason != RejectionReason.None).Select(reason => Rejections.Row(reason).Code).Order(StringComparer.Ordinal),
        Follow("#/components/schemas/Code/enum")!.AsArray().Select(code => (string)code!).Order(StringComparer.Ordinal));

    [Fact]
    public void The_lengths_of_an_events_texts_are_what_is_checked() => Assert.Equal(
        (EventLimits.NameLengthLimit, EventLimits.NameLengthLimit, EventLimits.NameLengthLimit, EventLimits.NameLengthLimit, EventLimits.PathLengthLimit),
        (LengthOf("event_id"), LengthOf("account_id"), LengthOf("user_id"), LengthOf("type"), LengthOf("path")));

    static int LengthOf(string field) => (int)Follow($"#/components/schemas/Event/properties/{field}/maxLength")!;

    static IEnumerable<(string Name, JsonObject Operation)> Operations() => Document["paths"]!.AsObject().SelectMany(
        path => path.Value!.AsObject().Select(operation => ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!.AsObject())));

    static JsonNode Resolved(JsonNode node) => node["$ref"] is { } reference ? Follow((string)reference!)! : node;

    static JsonNode? Follow(string reference) => reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)Document, (at, name) => at?[name]);

    /// <summary>HEAD is not written down: it is GET without its body.</summary>
    static IEnumerable<string> NamesOf(RouteEndpoint route) => route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        .Where(method => method != "HEAD")
        .Select(method => $"{method} /{Constraint().Replace(route.RoutePattern.RawText!.TrimStart('/'), "}")}");

    [GeneratedRegex("\"\\$ref\":\"([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();
}
