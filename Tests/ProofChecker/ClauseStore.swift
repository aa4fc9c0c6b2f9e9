/// All accepted clauses, one after the other in flat arrays.
struct ClauseStore {
  private(set) var predicates: [Predicate] = []
  private var starts: [Int] = [0]
  private var numbers: [Int] = []

  /// Number of the last clause; 0 = none.
  var last: Int { numbers.last ?? 0 }

  /// Adds a clause whose number is greater than all before.
  mutating func append(_ number: Int, _ clause: [Predicate]) {
    numbers.append(number)
    predicates.append(contentsOf: clause)
    starts.append(predicates.count)
  }

  /// The predicates of a clause by its place.
  func range(_ place: Int) -> Range<Int> { starts[place]..<starts[place + 1] }

  /// The place of the clause of a number; nil = there is none.
  ///
  /// Numbers rise, so that a clause is never later than where it is when no number is left out: it is looked for
  /// there first.
  func place(of number: Int) -> Int? {
    guard let first = numbers.first, number >= first, number <= last else { return nil }
    var high = min(numbers.count - 1, number - first)
    if numbers[high] == number { return high }
    var low = 0
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return numbers[low] == number ? low : nil
  }
}
