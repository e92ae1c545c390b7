namespace Analytics.Samples.AspNetCore;

sealed record Order(string User, decimal Total);
