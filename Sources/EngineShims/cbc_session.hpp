// One solve with CBC: what its parts share.
#ifndef OPTSOLVE_CBC_SESSION_HPP
#define OPTSOLVE_CBC_SESSION_HPP

#include <coin/CbcModel.hpp>
#include <coin/CoinMessageHandler.hpp>
#include <coin/OsiClpSolverInterface.hpp>
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "cbc_space.hpp"
#include "track.h"

namespace cbc {

/// The lazy rows that are part of the model now.
struct LazyRows {
  std::vector<char> active;
  std::atomic<bool> violated{false};  ///< a point of this round violated rows that were not active

  /// Activates the rows that `values` violates, at most `most`; returns how many.
  int activate(const shim_rows &rows, const double *values, int most);
};

/// Takes every line and prints none. CBC keeps pointers to it, so the session owns it.
class LineHandler : public CoinMessageHandler {
 public:
  explicit LineHandler(track *t);
  LineHandler(const LineHandler &other) = default;
  CoinMessageHandler *clone() const override { return new LineHandler(*this); }
  int print() override;

 private:
  track *t_;
};

/// Rows one after another in the space of CBC.
struct RowBuffer {
  std::vector<double> lower, upper, value;
  std::vector<int> column;
  std::vector<CoinBigIndex> start{0};

  void append(const Space &space, const shim_rows &rows, int i);
  int count() const { return static_cast<int>(lower.size()); }
};

struct Session {
  explicit Session(track *t) : t(t), space(t), lines(t) {}

  track *t;
  Space space;
  LineHandler lines;
  LazyRows lazy;
  /// The model in which the branch and bound of this round runs (after preprocessing); nullptr before.
  const CbcModel *tree = nullptr;
  long nodesBefore = 0;  ///< nodes of earlier rounds
  /// Held while an event is taken: with several threads CBC tells them from each, and they share the completer.
  std::mutex events;
  /// A relaxation with the active rows, for turning integer values into points. Built when first needed.
  std::unique_ptr<OsiClpSolverInterface> completer;
  bool completerHasAllRows = false;

  int columns() const { return t->model->column_count; }
};

/// The minimisation with all rows and the active lazy ones (or all lazy ones), quiet, watched for stop requests.
std::unique_ptr<OsiClpSolverInterface> load(Session &session, bool withAllLazyRows = false);

/// Which columns have a value, and the values: what is known of a point (in our space, like all points here).
struct PartialPoint {
  std::vector<double> value;
  std::vector<char> known;
};

/// Fixes the known integer columns, lets linear programming (and, where integers stay open, a short search) find the
/// rest, and offers the point. `found` receives the point. Returns whether it is feasible.
bool offerCompleted(Session &session, const PartialPoint &point, std::vector<double> &found);

/// Offers a point with a value for each column (in our space), repairing its continuous part when rounding broke a row.
bool offer(Session &session, const double *values);

/// Offers the start of the model; returns whether a feasible point came out.
bool offerStart(Session &session);

/// The relaxation, with rounds of violated lazy rows; reports its bound.
enum class LpOutcome { optimal, infeasible, unbounded, stopped, failed };
LpOutcome solveRelaxation(Session &session, OsiClpSolverInterface &lp);

/// Branch and bound; returns a `track_end` and writes the engine's words.
int searchTree(Session &session, OsiClpSolverInterface &lp, std::string &message);

/// Decides whether a model whose relaxation is unbounded has any point.
int settleUnbounded(Session &session, std::string &message);

}  // namespace cbc

#endif
