using System.Runtime.Versioning;

// The servers are started by bash and told what to do by signals.
[assembly: SupportedOSPlatform("linux")]
