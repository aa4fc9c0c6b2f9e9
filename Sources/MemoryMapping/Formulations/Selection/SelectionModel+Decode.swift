import Modeling

/// From points to mappings and back.
extension SelectionModel {
  /// The stays that a point selects, packed; tensors that find no place are slow. nil for a point of another size.
  package func decode(_ point: [Double]) -> MemorySolution? {
    guard point.count == model.columnCount else { return nil }
    let packing = StayPacking(instance, selection(at: point))
    return .mapping(packing.mapping())
  }

  /// The stays that a point selects, by tensor or group, all at offset 0.
  package func selection(at point: [Double]) -> [[Mapping.Residency]] {
    func isSet(_ column: Variable?) -> Bool { column.map { point[$0.index] > 0.5 } ?? false }
    var chosen: [[Mapping.Residency]] = []
    for single in singles {
      let stays = stays(of: single, isSet)
      if !stays.isEmpty { chosen.append(stays) }
    }
    for group in groups where isSet(group.chosen) {
      chosen.append(stays(of: group, isSet))
    }
    return chosen
  }

  private func stays(
    of single: SelectedSingle, _ isSet: (Variable?) -> Bool
  ) -> [Mapping.Residency] {
    let tensor = instance.tensors[single.tensor]
    let count = instance.instructions.count
    func stay(_ lower: Int, _ upper: Int, _ entry: Mapping.Entry) -> Mapping.Residency {
      Mapping.Residency(
        tensor: single.tensor, lower: lower, upper: upper, offset: 0, entry: entry)
    }
    if isSet(single.preload) { return [stay(0, count, .preload)] }
    var stays: [Mapping.Residency] = []
    let accesses = tensor.accesses
    for (place, access) in accesses.enumerated() {
      let time = access.instruction
      if single.defined.indices ~= place, isSet(single.defined[place]) {
        if place == 0 { stays.append(stay(time, time + 1, .define)) }
        stays[stays.count - 1].upper = time + 1
      } else if isSet(single.copied[place]) {
        let window = single.windows[place]
        let begin = window.firstIndex(where: isSet).map { single.firstCopyTime + $0 } ?? time
        stays.append(stay(begin, time + 1, .copy(ready: time)))
      } else if isSet(single.held[place]), !stays.isEmpty {
        stays[stays.count - 1].upper = time + 1
      }
    }
    if let first = stays.first, first.entry == .define {
      let isLeft = !isSet(single.defined[accesses.count - 1])
      if isLeft || tensor.isOutput {
        while stays[0].upper < count, isSet(single.extensions[stays[0].upper]) {
          stays[0].upper += 1
        }
        stays[0].copyOut = Mapping.CopyWindow(tensor.definition + 1, stays[0].upper)
      }
    }
    return stays
  }

  private func stays(
    of selected: SelectedGroup, _ isSet: (Variable?) -> Bool
  ) -> [Mapping.Residency] {
    guard let life = instance.life(ofGroup: selected.group) else { return [] }
    let end =
      life.upperBound + 1
      + (selected.extensions.firstIndex { !isSet($0) }
        ?? selected.extensions.count)
    return instance.groups[selected.group].map { member in
      let tensor = instance.tensors[member]
      var stay = Mapping.Residency(
        tensor: member, lower: tensor.definition, upper: end, offset: 0, entry: .define)
      if tensor.isParameter {
        stay.lower = selected.window.firstIndex(where: isSet) ?? life.lowerBound
        stay.entry = .copy(ready: life.lowerBound)
      } else if tensor.isOutput {
        stay.copyOut = Mapping.CopyWindow(tensor.definition + 1, end)
      }
      return stay
    }
  }
}
