import OptCore

/// Stays that were selected, as rectangles to be packed.
package struct StayPacking: Sendable {
  let instance: MappingInstance
  /// By tensor or alias group: its stays.
  let chosen: [[Mapping.Residency]]
  /// By rectangle: which of `chosen`, and where in it; an alias group has one rectangle for all.
  private var parts: [(owner: Int, place: Int)] = []
  /// What has to be packed.
  package private(set) var rectangles: [RectanglePacker.Rectangle] = []

  package init(_ instance: MappingInstance, _ chosen: [[Mapping.Residency]]) {
    (self.instance, self.chosen) = (instance, chosen)
    for (owner, stays) in chosen.enumerated() {
      guard let first = stays.first else { continue }
      let size = instance.tensors[first.tensor].size
      if instance.groupOfTensor[first.tensor] != nil {
        let lower = stays.map(\.lower).min() ?? 0
        let upper = stays.map(\.upper).max() ?? 0
        parts.append((owner, -1))
        rectangles.append(.init(times: lower..<upper, size: size))
      } else {
        for (place, stay) in stays.enumerated() {
          parts.append((owner, place))
          rectangles.append(.init(times: stay.lower..<stay.upper, size: size))
        }
      }
    }
  }

  /// A mapping of all stays, or of as much as finds a place.
  package func mapping() -> Mapping {
    let packer = RectanglePacker(
      rectangles: rectangles, blocks: instance.reserved, capacity: instance.capacity,
      alignment: instance.alignment)
    if let offsets = packer.pack() { return mapping(at: offsets) }
    let worth = worth
    let offsets = packer.packMost { missing in
      Set(missing.map { parts[$0].owner }).reduce(0) { $0 + worth[$1] }
    }
    return mapping(at: offsets)
  }

  /// By owner: the memory time that fast memory saves it.
  private var worth: [Int] {
    chosen.map { stays in
      stays.reduce(0) { sum, stay in
        instance.tensors[stay.tensor].accesses.reduce(sum) {
          let isInside = stay.ready <= $1.instruction && $1.instruction < stay.upper
          return $0 + (isInside ? $1.slow - $1.fast : 0)
        }
      }
    }
  }

  /// The mapping of owners that have all their offsets.
  private func mapping(at offsets: [Int?]) -> Mapping {
    var isComplete = [Bool](repeating: true, count: chosen.count)
    for (part, offset) in zip(parts, offsets) where offset == nil {
      isComplete[part.owner] = false
    }
    var mapping = Mapping()
    for (part, offset) in zip(parts, offsets) {
      guard let offset, isComplete[part.owner] else { continue }
      let stays =
        part.place < 0 ? chosen[part.owner] : [chosen[part.owner][part.place]]
      for var stay in stays {
        stay.offset = offset
        mapping.residencies.append(stay)
      }
    }
    return mapping
  }
}
