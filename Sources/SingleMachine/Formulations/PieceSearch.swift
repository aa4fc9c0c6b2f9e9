/// Halves the sequences that prices alone cannot rule out, by the position of one job, until every piece is ruled out
/// or the pieces run out.
///
/// Depth first; the job that is halved is the one with most work at stake: its number of open positions times its
/// length.
package struct PieceSearch {
  /// Most pieces to look at.
  package var pieceLimit = 400
  /// Price steps for each piece.
  package var stepsPerPiece = 60
  /// Pieces looked at.
  package private(set) var pieces = 0
  /// Price steps taken in pieces.
  package private(set) var steps = 0
  private let block: JobBlock

  /// A search over a block's orders.
  package init(_ block: JobBlock) { self.block = block }

  /// Searches below a piece.
  ///
  /// - Parameter cutoff: asks for the cost of the best order known.
  /// - Returns: whether every sequence cheaper than the best known was ruled out.
  package mutating func run(
    _ piece: LagrangianFixing, cutoff: () -> Int, _ listener: LagrangianFixing.Listener
  ) -> Bool {
    // The bound of a piece is no bound on the whole.
    let quiet = LagrangianFixing.Listener(
      progress: { _ in listener.progress(0) }, candidate: listener.candidate)
    return search(piece, cutoff, quiet)
  }

  private mutating func search(
    _ piece: LagrangianFixing, _ cutoff: () -> Int, _ listener: LagrangianFixing.Listener
  ) -> Bool {
    guard let (job, range) = widest(piece.windows) else {
      // One order is left: once it was looked at, nothing cheaper than the best known is.
      _ = listener.candidate(onlyOrder(piece.windows))
      return true
    }
    let middle = (range.lowerBound + range.upperBound) / 2
    for half in [range.lowerBound...middle, (middle + 1)...range.upperBound] {
      if pieces >= pieceLimit || listener.progress(0) { return false }
      pieces += 1
      var child = piece
      let isOpen = child.restrict(
        job, to: half, cutoff: cutoff(), steps: stepsPerPiece, listener)
      steps += child.steps - piece.steps
      if isOpen, !search(child, cutoff, listener) { return false }
    }
    return true
  }

  /// The order when every job has one position.
  private func onlyOrder(_ windows: PositionWindows) -> [Int] {
    let place = (0..<block.jobCount).map { windows.positions(of: $0)?.lowerBound ?? 0 }
    return place.indices.sorted { place[$0] < place[$1] }
  }

  /// The job to halve, with its positions; nil when every job has one position left.
  private func widest(_ windows: PositionWindows) -> (job: Int, positions: ClosedRange<Int>)? {
    var best: (job: Int, positions: ClosedRange<Int>)?
    var most = 0
    for j in 0..<block.jobCount {
      guard let range = windows.positions(of: j), range.count > 1 else { continue }
      let weight = (range.count - 1) * (block.processingTimes[j] + 1)
      if weight > most { (most, best) = (weight, (j, range)) }
    }
    return best
  }
}
