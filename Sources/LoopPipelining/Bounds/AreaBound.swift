/// Whether memories and registers have room for all values over an interval as a whole.
enum AreaBound {
  /// The storage that is too small for what the values take at least; nil = none is.
  ///
  /// - Complexity: a network flow for each storage; see `StorageFlow`.
  static func refutation(
    _ instance: LoopInstance, interval: Int, arcs: [(from: Int, to: Int, weight: Int)]
  ) -> Storage? {
    Storage.all(of: instance).first { storage in
      let (room, overflow) = storage.capacity.multipliedReportingOverflow(by: interval)
      if overflow { return false }
      let flow = StorageFlow(
        instance, interval: interval, arcs: arcs, amounts: storage.amounts)
      return flow.least().map { $0 > room } ?? false
    }
  }
}
