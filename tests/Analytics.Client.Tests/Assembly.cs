// One test at a time: one of them weighs the process's memory.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
