console.log('spillway');
