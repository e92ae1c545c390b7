namespace Analytics.Samples.AspNetCore;

/// <summary>The events of this shop: page_view, order_placed. A name that is not here does not compile.</summary>
enum ShopEvent
{
    PageView,
    OrderPlaced,
}
