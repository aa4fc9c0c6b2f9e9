import Modeling

extension SelectionModel {
  /// The point of a mapping: its choices, with copies as late as they may be; times of copies are left to the engine.
  package func encode(_ solution: MemorySolution) -> [Double]? {
    guard case .mapping(let mapping) = solution else { return nil }
    var point = [Double](repeating: 0, count: model.columnCount)
    for column in 0..<model.columnCount where model.columnKinds[column] == .continuous {
      point[column] = .nan
    }
    let staysByTensor = mapping.staysByTensor(count: instance.tensors.count)
    for single in singles { set(single, staysByTensor[single.tensor], &point) }
    for selected in groups {
      let members = instance.groups[selected.group]
      let stays = members.flatMap { staysByTensor[$0] }
      guard let end = stays.map(\.upper).max(), let begin = stays.map(\.lower).min(),
        let life = instance.life(ofGroup: selected.group)
      else { continue }
      point[selected.chosen.index] = 1
      for (time, column) in selected.window.enumerated() where time >= begin {
        point[column.index] = 1
      }
      for (offset, column) in selected.extensions.enumerated()
      where life.upperBound + 1 + offset < end {
        point[column.index] = 1
      }
    }
    return point
  }

  private func set(
    _ single: SelectedSingle, _ stays: [Mapping.Residency], _ point: inout [Double]
  ) {
    let tensor = instance.tensors[single.tensor]
    let accesses = tensor.accesses
    for stay in stays {
      let first = stay.entry == .define ? stay.lower : stay.ready
      let inside = accesses.indices.filter {
        first <= accesses[$0].instruction && accesses[$0].instruction < stay.upper
      }
      switch stay.entry {
      case .preload:
        if let preload = single.preload { point[preload.index] = 1 }
      case .define:
        for place in inside { point[single.defined[place].index] = 1 }
        guard stay.copyOut != nil else { continue }
        for (time, column) in single.extensions where time < stay.upper {
          if let last = inside.last, time > accesses[last].instruction { point[column.index] = 1 }
        }
      case .copy:
        guard let start = inside.first else { continue }
        for place in inside {
          let column = place == start ? single.copied[place] : single.held[place]
          if let column { point[column.index] = 1 }
        }
        for (offset, column) in single.windows[start].enumerated()
        where single.firstCopyTime + offset >= stay.lower {
          point[column.index] = 1
        }
      }
    }
  }
}
