namespace Ingest.Api.Requests;

/// <summary>
/// How the page, its files, health and the API's description are asked for: monitors and <c>curl -I</c> ask by HEAD, which is answered as GET is,
/// and the server leaves the body out. What reads events is asked for by GET alone: a HEAD would cost as much, and its answer be thrown away.
/// </summary>
static class GetOrHead
{
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
}
