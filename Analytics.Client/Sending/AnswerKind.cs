namespace Analytics.Client.Sending;

/// <summary>What an answer means for a batch.</summary>
enum AnswerKind
{
    /// <summary>Each event was judged: those listed were refused, the server has the others on disk.</summary>
    Judged,

    /// <summary>None was taken, and some were named as the reason; the others are at no fault.</summary>
    NoneTaken,

    /// <summary>Too large for the server; smaller parts may not be.</summary>
    TooLarge,

    /// <summary>To be sent again: nobody knows whether it arrived, or it may be taken later.</summary>
    Temporary,

    /// <summary>Sending it again would change nothing.</summary>
    Permanent,
}
