namespace Analytics.Load.Reporting;

/// <summary>One line of a plot.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Style">Its number among the colours of the page.</param>
/// <param name="Points">Seconds, or the number of a place, and the value there; a line is broken where there is none.</param>
sealed record PlotLine(string Name, int Style, IReadOnlyList<(double X, double? Y)> Points);
