import Modeling

/// The state of checking one proof.
struct ProofRun {
  let model: Model
  var reader: ProofReader
  var refuter: Refuter
  var clauses = ClauseStore()
  var tally = ProofTally()
  /// What is minimised; nil = nothing.
  var objective: ProofObjective?
  /// Whether the root bounds leave no solution that is looked for.
  var isRefuted = false
  /// Value of the last solution, S times that of the objective's variable.
  var best: Int?
  /// The last solution.
  var solution: [Double]?

  // Scratch.
  var clause: [Predicate] = []
  var hints: [Int] = []
  var left: [Int] = []
  /// Whether hints are looked at from the last one to the first.
  var isBackward = true

  init(_ proof: [UInt8], _ model: Model) throws(ProofFault) {
    self.model = model
    reader = ProofReader(proof)
    let table = try ModelTable(model)
    isRefuted = table.lower.indices.contains { table.lower[$0] > table.upper[$0] }
    refuter = Refuter(table)
  }

  func fault(_ reason: String) -> ProofFault { reader.fault(reason) }

  /// Checks all lines.
  mutating func claim() throws(ProofFault) -> ProofClaim {
    try header()
    while true {
      guard reader.nextLine() else { throw fault("the proof has no end") }
      switch try reader.word("a kind of line") {
      case "i": try inference()
      case "n": try learnt()
      case "def": try definition()
      case "s": try solutionLine()
      case "objective": try objectiveLine()
      case "end":
        let claim = try end()
        try reader.requireEnd()
        if reader.nextLine() { throw fault("found a line after the end") }
        return claim
      case let other: throw fault("found a line of the kind '\(other)'")
      }
      try reader.requireEnd()
    }
  }

  private mutating func header() throws(ProofFault) {
    guard reader.nextLine(), try reader.word("the name of the format") == "optsolve-cp-proof",
      try reader.number("a version") == 1
    else { throw fault("expected optsolve-cp-proof 1") }
    try reader.requireEnd()
    guard reader.nextLine(), try reader.word("columns") == "columns" else {
      throw fault("expected the number of columns")
    }
    let columns = try reader.natural("a number of columns")
    guard columns == model.columnCount else {
      throw fault("found \(columns) columns, the model has \(model.columnCount)")
    }
    try reader.requireEnd()
  }

  /// Reads the number of a clause, which is greater than all before.
  mutating func newNumber() throws(ProofFault) -> Int {
    let number = try reader.natural("the number of a clause")
    guard number > clauses.last else {
      throw fault("found the number \(number) of a clause after \(clauses.last)")
    }
    return number
  }

  /// Reads a colon and predicates up to the end of the line.
  mutating func readClause() throws(ProofFault) {
    guard try reader.skipColon() else { throw fault("found no colon before the predicates") }
    try readPredicates()
  }

  /// Reads predicates up to the end of the line.
  mutating func readPredicates() throws(ProofFault) {
    clause.removeAll(keepingCapacity: true)
    while reader.hasMore { clause.append(try reader.predicate(refuter.definitions)) }
  }

  /// Stores a clause that holds, and makes it a root bound where all its predicates but one are false.
  mutating func accept(_ number: Int, _ predicates: [Predicate]) {
    clauses.append(number, predicates)
    var open: Predicate?
    for predicate in predicates where !refuter.bounds.fails(predicate) {
      if open != nil { return }
      open = predicate
    }
    guard let open else {
      isRefuted = true
      return
    }
    if !refuter.bounds.require(open) { isRefuted = true }
    refuter.bounds.commit()
  }
}
