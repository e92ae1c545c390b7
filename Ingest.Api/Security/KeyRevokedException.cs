namespace Ingest.Api.Security;

/// <summary>The key of an answer that lasts long no longer counts.</summary>
sealed class KeyRevokedException() : Exception("The key was revoked.");
