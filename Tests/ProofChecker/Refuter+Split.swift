extension Refuter {
  /// The columns whose values matter beside those of the clause, without duplicates.
  func otherColumns() -> [Int32] {
    var result: [Int32] = []
    func add(_ form: Form) { result.append(contentsOf: store.variables[form.start..<form.end]) }
    switch shape {
    case .rows(let range):
      for place in range {
        let row = table.inequalities[place]
        add(Form(start: row.start, end: row.end, constant: 0))
      }
    default:
      if hasAllItems {
        if constraint >= 0 { result = table.columns[constraint] }
      } else {
        for item in items {
          table.tasks(of: shape, item: Int(item)).forEach { task in
            for form in [task.start, task.duration, task.demand] { add(form) }
            if let presence = task.presence { result.append(presence.variable) }
          }
        }
      }
    }
    return Set(result).subtracting(columns).sorted()
  }

  /// The column to halve next: the one of fewest values, first among those of the clause; nil = all are fixed.
  func split() -> Choice? {
    for list in [columns, others] {
      var best = -1
      var least = Int.max
      for column in list {
        let width = bounds.upper[Int(column)] - bounds.lower[Int(column)]
        if width > 0, width < least { (best, least) = (Int(column), width) }
      }
      if best >= 0 {
        return Choice(kind: .split, a: best, middle: bounds.lower[best] + (least - 1) / 2)
      }
    }
    return nil
  }
}
