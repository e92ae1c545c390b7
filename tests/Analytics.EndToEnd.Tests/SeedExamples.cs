namespace Analytics.EndToEnd.Tests;

/// <summary>The curl examples of the documents that this system grew from, character for character.</summary>
static class SeedExamples
{
    /// <summary>S3, POST /events.</summary>
    public const string S3PostEvents =
        """
        curl -X POST http://localhost:3000/events \
          -H "Content-Type: application/json" \
          -d '{
            "events": [
              {
                "event_id": "evt_001",
                "account_id": "acc_123",
                "user_id": "user_456",
                "type": "message_sent",
                "timestamp": "2026-02-01T10:30:00.000Z",
                "metadata": { "channel": "email" }
              },
              {
                "event_id": "evt_002",
                "account_id": "acc_123",
                "user_id": "user_789",
                "type": "login",
                "timestamp": "2026-02-01T10:35:00.000Z"
              }
            ]
          }'
        """;

    /// <summary>S3, GET /accounts/sample.</summary>
    public const string S3Sample = "curl http://localhost:3000/accounts/sample";

    public const string S3SampleWithLimit = """curl "http://localhost:3000/accounts/sample?limit=5" """;

    /// <summary>S3, GET /accounts/:id/summary.</summary>
    public const string S3Summary = "curl http://localhost:3000/accounts/acc_123/summary";

    public const string S3SummaryOf7Days = """curl "http://localhost:3000/accounts/acc_123/summary?window=last_7d" """;

    /// <summary>S4, POST /event.</summary>
    public const string S4PostEvent =
        """
        curl -X POST 'http://localhost:3001/event' \
        -H 'Content-Type: application/json' \
        -d '{
              "site_id": "site-abc-123",
              "event_type": "page_view",
              "path": "/pricing",
              "user_id": "user-xyz-789",
              "timestamp": "2025-11-12T19:30:01Z"
            }'
        """;

    /// <summary>S4, GET /stats.</summary>
    public const string S4Stats = "curl 'http://localhost:3001/stats?site_id=site-abc-123&date=2025-11-12'";

    /// <summary>What S4 says that answers.</summary>
    public const string S4StatsAnswer =
        """
        {
          "site_id": "site-abc-123",
          "date": "2025-11-12",
          "total_views": 1,
          "unique_users": 1,
          "top_paths": [{ "path": "/pricing", "views": 1 }]
        }
        """;

    /// <summary>What S2 says that GET /api/analytics/summary answers. It has no curl line; host and port as its documents have them.</summary>
    public const string S2SummaryAnswer =
        """
        {
          "data": {
            "totalEvents": 1250,
            "uniqueUsers": 342,
            "eventsByType": {
              "page_view": 800,
              "click": 350,
              "purchase": 100
            }
          },
          "cached": false
        }
        """;
}
