using Dapper;

namespace Analytics.Data.Selections;

/// <summary>
/// A filter as SQL. A statement that can be filtered has the line <c>-- and filter</c> in its where clause; without a filter it
/// runs as it stands. Values travel as parameters, and so do the names of metadata keys: no text of a caller is ever SQL.
/// </summary>
static class FilterSql
{
    const string Mark = "-- and filter";

    /// <summary>The statement with the filter in the place of every mark, and the filter's values among its parameters.</summary>
    public static string Apply(EventFilter filter, string sql, DynamicParameters parameters)
    {
        if (filter.IsEmpty) return sql;
        if (!sql.Contains(Mark, StringComparison.Ordinal)) throw new ArgumentException("The statement has no place for a filter.", nameof(sql));
        return sql.Replace(Mark, string.Concat(Clauses(filter, parameters)), StringComparison.Ordinal);
    }

    static IEnumerable<string> Clauses(EventFilter filter, DynamicParameters parameters)
    {
        if (filter.Type is { } type)
        {
            parameters.Add("filter_type", type);
            yield return "and type = @filter_type ";
        }

        if (filter.UserId is { } user)
        {
            parameters.Add("filter_user_id", user);
            yield return "and user_id = @filter_user_id ";
        }

        if (filter.Path is { } path)
        {
            parameters.Add("filter_path", path);
            yield return "and path = @filter_path ";
        }

        var index = 0;
        foreach (var (key, value) in filter.Metadata)
        {
            parameters.Add($"filter_key_{index}", key);
            parameters.Add($"filter_value_{index}", value);
            yield return $"and metadata ->> @filter_key_{index} = @filter_value_{index} ";
            index++;
        }
    }
}
