namespace Analytics.Data.Listing;

/// <summary>Which way a list goes. Events of one instant are in byte order of their ids, either way.</summary>
public enum EventOrder
{
    NewestFirst,
    OldestFirst,
}
